import type { ComponentProps } from "react";
import { Select } from "@/components/ui/select";
import { ROLES } from "@/lib/people/teams/roles";

/** A select of the three roles. */
export function RoleSelect(props: Omit<ComponentProps<typeof Select>, "children">) {
  return (
    <Select {...props}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {role.slice(0, 1).toUpperCase() + role.slice(1)}
        </option>
      ))}
    </Select>
  );
}
