export const USER = { id: true, name: true, email: true, isInstanceAdmin: true } as const;
