import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { ChannelView } from "@/lib/notifications/channels/schema";

/** One field of a type's own, by its name in the API. */
export type OwnField = {
  name: string;
  label: string;
  hint?: ReactNode;
  /** The hint when a channel is edited, where it differs. */
  editHint?: ReactNode | ((channel: ChannelView) => ReactNode);
  placeholder?: string;
  inputMode?: "url" | "numeric" | "email";
  /** It is chosen from these, by their values in the API; without `initial` the first one is chosen. */
  options?: readonly { value: string; label: string }[];
  /** What a new channel begins with. */
  initial?: string;
  /** It is text of several lines, of which this many are shown; 1: it is a single line, whatever `readLines` takes it for. */
  rows?: number;
  /** A field that may be left empty. An empty secret keeps the current one. */
  isOptional?: boolean;
  /** It is never shown again. */
  isSecret?: boolean;
  /** Its text stays exactly as it is typed, and hidden. */
  isPassword?: boolean;
  /** Few need it: it is behind "More settings". */
  isRare?: boolean;
  /** The API takes what this reads from its text, which has several lines unless `rows` says otherwise. */
  readLines?: (text: string) => unknown;
  /** For a secret that a channel can do without: how to remove the one it has. */
  removal?: { label: string; isOffered: (channel: ChannelView) => boolean };
};

/** What a row of the list shows of its channel in addition to what every row shows. */
export type RowPartProps = { channel: ChannelView; canWrite: boolean; onChanged: () => void };

export type RowAction = {
  label: string;
  icon: LucideIcon;
  Dialog: ComponentType<RowPartProps & { open: boolean; onOpenChange: (open: boolean) => void }>;
};

/** The kinds of channels, in the order in which they are offered. */
export const TILE_GROUPS = ["Chat", "Push", "E-mail", "On-call", "Programs"] as const;
export type TileGroup = (typeof TILE_GROUPS)[number];

/** How people add, edit and see channels of one type; the type itself is in lib/notifications/transports. */
export type ChannelForm = {
  type: string;
  label: string;
  /** How it is offered among the others. */
  tile: { icon: LucideIcon; group: TileGroup; note: string };
  /** The label of the button that adds a channel. */
  addLabel: string;
  /** The title of the dialog that adds a channel. */
  addTitle: string;
  fields: readonly OwnField[];
  /** What people may want to look up while they fill the form in. */
  Help?: ComponentType;
  /** What would be sent can be looked at before it is saved. */
  hasPreview?: boolean;
  /** A way to add a channel without the form; it calls back when the channel exists. */
  Shortcut?: ComponentType<{ channelId: number | null; onDone: () => void }>;
  /** What the secret that is shown once, after a channel was added, is for. */
  secretNote?: string;
  RowNote?: ComponentType<RowPartProps>;
  action?: RowAction;
  /** What is lost with a deleted channel, in addition to its messages. */
  lost?: string;
};
