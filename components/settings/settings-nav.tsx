"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";

const PLACES = [
  { href: "/settings/notifications", label: "Notifications" },
  { href: "/settings/team", label: "Team" },
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/tokens", label: "API tokens" },
];

const INSTANCE = { href: "/settings/instance", label: "Instance" };

/** Links to the settings pages: a column on wide screens, a row on narrow ones. */
export function SettingsNav({ isInstanceAdmin }: { isInstanceAdmin: boolean }) {
  const pathname = usePathname();
  const places = isInstanceAdmin ? [...PLACES, INSTANCE] : PLACES;
  return (
    <nav aria-label="Settings" className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6 lg:mx-0 lg:px-0">
      <ul className="flex w-max min-w-full gap-0.5 border-b sm:gap-1 lg:w-auto lg:flex-col lg:gap-0.5 lg:border-0">
        {places.map(({ href, label }) => {
          const isHere = pathname.startsWith(href);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={isHere ? "page" : undefined}
                className={cn(
                  "-mb-px block border-b-2 border-transparent px-1.5 py-2 text-[0.8125rem] sm:px-2.5 sm:text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2",
                  "lg:mb-0 lg:rounded-md lg:px-2.5 lg:border-0 lg:py-1.5 lg:hover:bg-muted",
                  isHere && "border-primary text-foreground lg:bg-muted",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
