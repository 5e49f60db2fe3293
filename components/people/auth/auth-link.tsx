import Link from "next/link";
import type { ReactNode } from "react";

type AuthLinkProps = { question: string; href: string; children: ReactNode };

/** A link below a form to the other way in. */
export function AuthLink({ question, href, children }: AuthLinkProps) {
  return (
    <p className="mt-6 text-center text-muted-foreground">
      {question}{" "}
      <Link href={href} className="font-medium text-link hover:underline">
        {children}
      </Link>
    </p>
  );
}
