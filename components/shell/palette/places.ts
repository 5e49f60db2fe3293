export type Place = {
  href: string;
  label: string;
  /** The key that opens the page after `g`. */
  key?: string;
};

/** Every page that does not belong to a single object. */
export const PLACES: Place[] = [
  { href: "/", label: "Overview", key: "o" },
  { href: "/machines", label: "Machines", key: "m" },
  { href: "/incidents", label: "Incidents", key: "i" },
  { href: "/rules", label: "Alert rules", key: "a" },
  { href: "/maintenance", label: "Maintenance", key: "w" },
  { href: "/reports", label: "Reports", key: "r" },
  { href: "/deliveries", label: "Delivery log", key: "d" },
  { href: "/settings/notifications", label: "Notifications", key: "n" },
  { href: "/settings/team", label: "Team", key: "t" },
  { href: "/settings/profile", label: "Profile" },
  { href: "/settings/tokens", label: "API tokens" },
];
