import { CELLS, testGateways } from "./gateways.ts";
import { GATEWAYS, STATUSES } from "./gateway-cases.ts";

/** One cell of seven: each status, each gateway twice, and Rails with 401, which is the one exception. `npm run test:gateways` tests them all. */
testGateways(CELLS.filter(({ status, gateway }) => (STATUSES.findIndex((one) => one === status) + 3 * GATEWAYS.indexOf(gateway)) % 7 === 2));
