/** This version may not migrate the database; the message tells a person what to do. */
export class Refusal extends Error {
  override name = "Refusal";
}
