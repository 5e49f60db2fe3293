import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { requireSession } from "@/lib/people/auth/loaders";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { user } = await requireSession();
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[10rem_minmax(0,1fr)] lg:gap-10">
      <SettingsNav isInstanceAdmin={user.isInstanceAdmin} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
