/** Which sessions are for a team: those switched to it and, if no team was chosen, those of its people, whose oldest team it may be. */
export function sessionsForTeam(teamId: number) {
  return { OR: [{ teamId }, { teamId: null, user: { memberships: { some: { teamId } } } }] };
}
