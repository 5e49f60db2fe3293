import { notFound } from "next/navigation";

/**
 * Every address that no page has. Its page is not app/not-found.tsx, which Next renders along with each page of the
 * product, the navigation and what it counts included.
 */
export default function UnknownPage() {
  notFound();
}
