import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PATCH as change, GET as read } from "@/app/api/v1/me/preferences/route";
import { type Person, TestHub } from "../support/hub";

let hub: TestHub;
let as: Person;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  as = await hub.addPerson({ role: "viewer" });
});
afterAll(() => hub.close());

const patch = (body: object, who = as) => hub.call(change, { as: who, method: "PATCH", body });
const preferencesOf = async (who: Person) => (await hub.call(read, { as: who })).json;
const listed = (columns: string[] | null, density: string) => ({ machine_list: { columns, density } });

describe("a person's preferences", () => {
  it("are the usual ones until something is chosen", async () => {
    expect(await preferencesOf(as)).toEqual(listed(null, "comfortable"));
  });

  it("are kept with the account, part by part, for every browser of the person and for nobody else", async () => {
    const other = await hub.addPerson({ role: "viewer", teamId: as.teamId });
    expect((await patch({ machine_list: { columns: ["tags", "cpu", "tags"] } })).json).toEqual(
      listed(["tags", "cpu"], "comfortable"),
    );
    expect((await patch({ machine_list: { density: "compact" } })).json).toEqual(
      listed(["cpu", "tags"], "compact"),
    );
    expect((await patch({})).json).toEqual(listed(["cpu", "tags"], "compact"));
    expect(await preferencesOf(as)).toEqual(listed(["cpu", "tags"], "compact"));
    expect(await preferencesOf(other)).toEqual(listed(null, "comfortable"));
    await patch({ machine_list: { columns: null } });
    expect(await preferencesOf(as)).toEqual(listed(null, "compact"));
  });

  it("keep both of two changes that are made at once", async () => {
    await Promise.all([
      patch({ machine_list: { density: "compact" } }),
      patch({ machine_list: { columns: [] } }),
    ]);
    expect(await preferencesOf(as)).toEqual(listed([], "compact"));
  });

  it.each([
    ["an unknown column", { machine_list: { columns: ["gpu"] } }, "machine_list.columns.0"],
    ["an unknown density", { machine_list: { density: "roomy" } }, "machine_list.density"],
    ["something else", { theme: "dark" }, "theme"],
    ["something else of the list", { machine_list: { sort: "name" } }, "machine_list.sort"],
  ])("are refused with %s", async (_, body, field) => {
    const { status, json } = await patch(body);
    expect(status).toBe(422);
    expect(Object.keys(json.error.fields)).toEqual([field]);
    expect(await preferencesOf(as)).toEqual(listed(null, "comfortable"));
  });
});
