/** The requested path, as the server wrote it on the request, because pages cannot see it otherwise. */
export const WANTED_PATH_HEADER = "x-lunasentri-path";
