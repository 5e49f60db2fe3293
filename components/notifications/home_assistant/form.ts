import { House } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const homeAssistantForm: ChannelForm = {
  type: "home_assistant",
  label: "Home Assistant",
  tile: { icon: House, group: "Push", note: "Phones with its app, and whatever else it notifies" },
  addLabel: "Add Home Assistant",
  addTitle: "Add Home Assistant",
  fields: [
    {
      name: "server",
      label: "Address",
      placeholder: "https://homeassistant.example.org:8123",
      inputMode: "url",
    },
    {
      name: "service",
      label: "Notify action",
      hint: "In Home Assistant: Developer tools → Actions, and search for notify.",
      placeholder: "mobile_app_pixel",
    },
    {
      name: "token",
      label: "Access token",
      hint: "In Home Assistant: your profile → Security → Long-lived access tokens.",
      editHint: "Leave empty to keep the current one.",
      isSecret: true,
    },
  ],
};
