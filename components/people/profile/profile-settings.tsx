import { PageHeader } from "@/components/layout/page-header";
import type { SessionView } from "@/lib/people/profile/schema";
import { NameCard } from "./name-card";
import { PasswordCard } from "./password-card";
import { SessionsCard } from "./sessions-card";

type ProfileSettingsProps = { name: string; email: string; sessions: SessionView[] };

export function ProfileSettings({ name, email, sessions }: ProfileSettingsProps) {
  return (
    <>
      <PageHeader title="Profile" note={`You sign in as ${email}.`} />
      <div className="grid grid-cols-1 gap-6">
        <NameCard name={name} />
        <PasswordCard email={email} />
        <SessionsCard initial={sessions} />
      </div>
    </>
  );
}
