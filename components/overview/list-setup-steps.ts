import type { OverviewView } from "@/lib/overview/schema";

export type SetupStep = { title: string; note: string; action: string; href: string; isDone: boolean };

/** The three steps from an empty hub to the first alert, and which of them are done. */
export function listSetupSteps(setup: OverviewView["setup"]): SetupStep[] {
  return [
    {
      title: "Add a machine",
      note: setup.has_machine
        ? "It has not reported yet. Run the install command on it."
        : "Name it, run one line in its terminal, and watch it turn green.",
      action: setup.has_machine ? "Go to machines" : "Add machine",
      href: setup.has_machine ? "/machines" : "/machines/new",
      isDone: setup.has_report,
    },
    {
      title: "Add a notification channel",
      note: "Choose where your alerts go.",
      action: "Add channel",
      href: "/settings/notifications?add=channel",
      isDone: setup.has_channel,
    },
    {
      title: "Send a test",
      note: "Make sure it arrives before you need it.",
      action: "Send a test",
      href: "/settings/notifications",
      isDone: setup.has_delivery,
    },
  ];
}
