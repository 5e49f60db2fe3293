import type { Metadata } from "next";
import { ProfileSettings } from "@/components/people/profile/profile-settings";
import { requirePerson } from "@/lib/people/auth/loaders";
import { listSessions } from "@/lib/people/profile/list-sessions";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user, scope } = await requirePerson();
  const { data: sessions } = await listSessions({ scope, now: new Date() });
  return <ProfileSettings name={user.name} email={user.email} sessions={sessions} />;
}
