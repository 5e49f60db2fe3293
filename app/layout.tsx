import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { NONCE_HEADER } from "@/lib/http/security-headers";
import { mono, sans } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "LunaSentri", template: "%s · LunaSentri" },
  description:
    "Tells you, once and for certain, that one of your machines has gone dark, and that it is back.",
  icons: { icon: { url: "/icons/moon.svg", type: "image/svg+xml" } },
  robots: { index: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#12141c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Also makes every page, that of unknown addresses included, one of this request: a page from the build has no nonce.
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    // next-themes sets the class before the first paint; the server cannot know it.
    <html lang="en" suppressHydrationWarning className={`${sans.variable} ${mono.variable}`}>
      <body className="antialiased">
        <ThemeProvider
          attribute="class"
          defaultTheme="system"
          enableSystem
          disableTransitionOnChange
          {...(nonce !== undefined && { nonce })}
        >
          {children}
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}
