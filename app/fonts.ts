import localFont from "next/font/local";

export { GeistSans as sans } from "geist/font/sans";

// As in geist/font/mono, but loaded only by a page that shows a key or a command.
export const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  adjustFontFallback: false,
  preload: false,
});
