import localFont from "next/font/local";

export { GeistSans as sans } from "geist/font/sans";

// Like geist/font/mono, but loaded only by pages that show a key or a command.
export const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  adjustFontFallback: false,
  preload: false,
});
