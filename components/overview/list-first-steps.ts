import type { OverviewView } from "@/lib/overview/schema";

export type FirstStep = { title: string; note: string; action: string; href: string; isDone: boolean };

/** The three steps from an empty hub to being told, and which of them are done. */
export function firstSteps(setup: OverviewView["setup"]): FirstStep[] {
  return [
    {
      title: "Add a machine",
      note: setup.has_machine
        ? "It has not reported yet. Paste its lines into a terminal on it."
        : "Name it, paste a few lines into its terminal, and watch it turn green.",
      action: setup.has_machine ? "Go to machines" : "Add machine",
      href: setup.has_machine ? "/machines" : "/machines/new",
      isDone: setup.has_report,
    },
    {
      title: "Add a notification channel",
      note: "A Telegram chat or a webhook: where you want to be told.",
      action: "Add channel",
      href: "/settings/notifications?add=channel",
      isDone: setup.has_channel,
    },
    {
      title: "Send a test",
      note: "See the receiver’s true answer before you need it.",
      action: "Send a test",
      href: "/settings/notifications",
      isDone: setup.has_delivery,
    },
  ];
}
