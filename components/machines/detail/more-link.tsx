import Link from "next/link";

/** Links from the latest few to all of them. */
export function MoreLink({ href }: { href: string }) {
  return (
    <Link href={href} className="text-[0.8125rem] font-medium text-link hover:underline">
      Show all
    </Link>
  );
}
