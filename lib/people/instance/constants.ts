export const REGISTRATION_KEY = "registration";
