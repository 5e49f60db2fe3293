/** This version may not migrate the database; the message says what to do. */
export class Refusal extends Error {
  override name = "Refusal";
}
