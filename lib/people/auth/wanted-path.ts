/** The path that a browser asked for, as the server wrote it on the request: pages cannot see it otherwise. */
export const WANTED_PATH_HEADER = "x-lunasentri-path";
