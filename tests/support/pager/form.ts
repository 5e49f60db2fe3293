import { Siren } from "lucide-react";
import type { ChannelForm } from "@/components/notifications/fields/form-type";

export const pagerForm: ChannelForm = {
  type: "pager",
  label: "Pager",
  tile: { icon: Siren, group: "On-call", note: "A crew's pagers" },
  addLabel: "Add pager",
  addTitle: "Add a pager",
  fields: [
    { name: "url", label: "Address", hint: "It is a secret.", inputMode: "url", isSecret: true },
    { name: "crew", label: "Crew", placeholder: "night shift" },
  ],
};
