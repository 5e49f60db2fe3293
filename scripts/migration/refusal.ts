/** The database is not one that this version may migrate; the message tells a person what to do. */
export class Refusal extends Error {
  override name = "Refusal";
}
