/** Where buttons are pressed. */
export const BUTTON_PATH = "/api/v1/acknowledgements";
/** For how long a button works: a message that is older is not what anybody looks at. */
export const BUTTON_LIFETIME_MS = 7 * 86_400_000;
