export const USER = { id: true, name: true, email: true, isInstanceAdmin: true, disabledAt: true } as const;
