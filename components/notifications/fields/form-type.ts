import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { ChannelView } from "@/lib/notifications/channels/schema";

/** One field of a type's own, by its name in the API. */
export type OwnField = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** The hint when a channel is edited, where it differs. */
  editHint?: ReactNode;
  placeholder?: string;
  inputMode?: "url" | "numeric" | "email";
  /** A field that may be left empty. An empty secret keeps the current one. */
  isOptional?: boolean;
  /** It is never shown again. */
  isSecret?: boolean;
};

/** What a row of the list may show of its channel besides what all rows show. */
export type RowPartProps = { channel: ChannelView; canWrite: boolean; onChanged: () => void };

export type RowAction = {
  label: string;
  icon: LucideIcon;
  Dialog: ComponentType<RowPartProps & { open: boolean; onOpenChange: (open: boolean) => void }>;
};

/** How people add, edit and see channels of one type; the type itself is in lib/notifications/transports. */
export type ChannelForm = {
  type: string;
  label: string;
  /** The button that adds one. */
  addLabel: string;
  /** The dialog in which one is added. */
  addTitle: string;
  fields: readonly OwnField[];
  /** Another way than filling in the form; it says when a channel has come of it. */
  Shortcut?: ComponentType<{ channelId: number | null; onDone: () => void }>;
  /** What the secret is for that is shown once when a channel has been added. */
  secretNote?: string;
  RowNote?: ComponentType<RowPartProps>;
  action?: RowAction;
  /** What deleting a channel loses, besides its messages. */
  lost?: string;
};
