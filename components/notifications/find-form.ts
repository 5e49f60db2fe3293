import type { ChannelForm } from "./fields/form-type";
import { CHANNEL_FORMS } from "./registry";

/** The form for channels of this type, or null. */
export function findForm(type: string | null): ChannelForm | null {
  return CHANNEL_FORMS.find((form) => form.type === type) ?? null;
}

/** The forms whose name, group or note contains each of these words. */
export function findForms(query: string): ChannelForm[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return CHANNEL_FORMS.filter(({ label, tile }) => {
    const text = `${label} ${tile.group} ${tile.note}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
