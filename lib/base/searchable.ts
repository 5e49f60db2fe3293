/** A text as it is compared with what a person looks for: its case and the way in which its letters are composed do not matter. */
export function searchable(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
