import * as enroll from "@/app/agent/enroll/route";
import * as metrics from "@/app/agent/metrics/route";
import * as agentScript from "@/app/agent.sh/route";
import * as health from "@/app/api/health/route";
import * as live from "@/app/api/live/route";
import * as installer from "@/app/install.sh/route";
import * as canary from "../canary/route";
import * as channelImpact from "../channels/[id]/impact/route";
import * as oldSecret from "../channels/[id]/old-secret/route";
import * as rotateSecret from "../channels/[id]/rotate-secret/route";
import * as channel from "../channels/[id]/route";
import * as channelTest from "../channels/[id]/test/route";
import * as channels from "../channels/route";
import * as chatLink from "../chat-links/[id]/route";
import * as chatLinks from "../chat-links/route";
import * as replay from "../deliveries/[id]/replay/route";
import * as deliveries from "../deliveries/route";
import * as acknowledgement from "../incidents/[id]/acknowledgement/route";
import * as incidentPlan from "../incidents/[id]/plan/route";
import * as incident from "../incidents/[id]/route";
import * as incidentsBulk from "../incidents/bulk/route";
import * as incidents from "../incidents/route";
import * as disableAccount from "../instance/accounts/[id]/disable/route";
import * as enableAccount from "../instance/accounts/[id]/enable/route";
import * as accounts from "../instance/accounts/route";
import * as registration from "../instance/registration/route";
import * as storage from "../instance/storage/route";
import * as telegram from "../instance/telegram/route";
import * as invitation from "../invitations/[id]/route";
import * as invitations from "../invitations/route";
import * as join from "../join/route";
import * as clone from "../machines/[id]/clone/route";
import * as disable from "../machines/[id]/disable/route";
import * as enable from "../machines/[id]/enable/route";
import * as enrollToken from "../machines/[id]/enroll-token/route";
import * as pause from "../machines/[id]/pause/route";
import * as preview from "../machines/[id]/preview/route";
import * as reports from "../machines/[id]/reports/route";
import * as resume from "../machines/[id]/resume/route";
import * as rotateKey from "../machines/[id]/rotate-key/route";
import * as machine from "../machines/[id]/route";
import * as samples from "../machines/[id]/samples/route";
import * as samplesCsv from "../machines/[id]/samples.csv/route";
import * as series from "../machines/[id]/series/route";
import * as machineUptime from "../machines/[id]/uptime/route";
import * as why from "../machines/[id]/why/route";
import * as bulk from "../machines/bulk/route";
import * as machines from "../machines/route";
import * as machineRows from "../machines/rows/route";
import * as sparklines from "../machines/sparklines/route";
import * as machineUptimes from "../machines/uptimes/route";
import * as password from "../me/password/route";
import * as preferences from "../me/preferences/route";
import * as me from "../me/route";
import * as memberPasswordReset from "../members/[user_id]/password-reset/route";
import * as member from "../members/[user_id]/route";
import * as members from "../members/route";
import * as overview from "../overview/route";
import * as passwordReset from "../password-reset/route";
import * as policy from "../policies/[id]/route";
import * as policyVersions from "../policies/[id]/versions/route";
import * as policiesImpact from "../policies/impact/route";
import * as policyOrder from "../policies/order/route";
import * as policiesPreview from "../policies/preview/route";
import * as policies from "../policies/route";
import * as register from "../register/route";
import * as rule from "../rules/[id]/route";
import * as ruleNames from "../rules/names/route";
import * as ruleReplay from "../rules/replay/route";
import * as rules from "../rules/route";
import * as session from "../sessions/[id]/route";
import * as sessions from "../sessions/route";
import * as setup from "../setup/route";
import * as team from "../team/route";
import * as teamToken from "../team/tokens/[id]/route";
import * as teamTokens from "../team/tokens/route";
import * as switchTeam from "../teams/[id]/switch/route";
import * as teams from "../teams/route";
import * as token from "../tokens/[id]/route";
import * as tokens from "../tokens/route";
import * as uptime from "../uptime/route";
import * as uptimeCsv from "../uptime.csv/route";

/** Every route of the API, for its document. tests/integration/openapi.test.ts fails if one is missing. */
export const ROUTES = [
  overview,
  machines,
  machineRows,
  machineUptimes,
  bulk,
  machine,
  enable,
  clone,
  disable,
  pause,
  resume,
  samples,
  samplesCsv,
  series,
  sparklines,
  reports,
  machineUptime,
  why,
  preview,
  rotateKey,
  enrollToken,
  channels,
  channelImpact,
  channel,
  channelTest,
  rotateSecret,
  oldSecret,
  canary,
  chatLinks,
  chatLink,
  incidents,
  incident,
  incidentPlan,
  incidentsBulk,
  acknowledgement,
  deliveries,
  replay,
  uptime,
  uptimeCsv,
  me,
  password,
  preferences,
  sessions,
  session,
  tokens,
  token,
  team,
  teamTokens,
  teamToken,
  members,
  member,
  memberPasswordReset,
  invitations,
  invitation,
  teams,
  switchTeam,
  join,
  register,
  passwordReset,
  accounts,
  disableAccount,
  enableAccount,
  registration,
  storage,
  rules,
  rule,
  ruleNames,
  ruleReplay,
  policies,
  policyOrder,
  policiesImpact,
  policiesPreview,
  policy,
  policyVersions,
  telegram,
  setup,
  metrics,
  enroll,
  installer,
  agentScript,
  live,
  health,
];
