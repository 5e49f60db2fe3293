import type { MachineScope } from "@/lib/machines/machine-scope";
import { MachineName } from "../machine-name";
import { scopeWords } from "./scope-words";

/** More machines than this are counted, not named. */
const NAMED = 2;

/** For which machines something is; one or two are named. */
export function ScopeNames({ scope }: { scope: MachineScope }) {
  if (!("machines" in scope) || scope.machines.length > NAMED) return <>{scopeWords(scope)}</>;
  return scope.machines.map((id, index) => (
    <span key={id}>
      {index > 0 && " and "}
      <MachineName id={id} />
    </span>
  ));
}
