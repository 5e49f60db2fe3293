import { Flame } from "lucide-react";
import type { ChannelForm } from "../fields/form-type";

export const alertmanagerForm: ChannelForm = {
  type: "alertmanager",
  label: "Alertmanager",
  tile: { icon: Flame, group: "On-call", note: "Your own Prometheus Alertmanager, whose routes decide" },
  addLabel: "Add Alertmanager",
  addTitle: "Add an Alertmanager",
  fields: [
    { name: "server", label: "Address", placeholder: "https://alertmanager.example.org", inputMode: "url" },
  ],
};
