/** Entry of dist/router.js, the bundle of all that talks to a router; it is loaded when a router is first talked to. */
export { fetchCertificate } from './api/certificate';
export { connectNodeRouteros as connect } from './api/nodeRouteros';
export { pushScript } from './deploy/push';
