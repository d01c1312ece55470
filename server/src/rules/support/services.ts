/** The fixed entries of /ip/service with their defaults; all use TCP (vendor manual, "Services"). */
export interface Service {
  readonly name: string;
  readonly port: number;
  /** Switched on by default. */
  readonly enabled: boolean;
  /** Carries TLS: has a certificate and a tls-version. */
  readonly tls: boolean;
  /** Sends names and passwords in clear text. */
  readonly cleartext: boolean;
}

export const serviceMenu = '/ip/service';

export const services: readonly Service[] = [
  { name: 'api', port: 8728, enabled: true, tls: false, cleartext: true },
  { name: 'api-ssl', port: 8729, enabled: true, tls: true, cleartext: false },
  { name: 'ftp', port: 21, enabled: true, tls: false, cleartext: true },
  { name: 'ssh', port: 22, enabled: true, tls: false, cleartext: false },
  { name: 'telnet', port: 23, enabled: true, tls: false, cleartext: true },
  { name: 'winbox', port: 8291, enabled: true, tls: false, cleartext: false },
  { name: 'www', port: 80, enabled: true, tls: false, cleartext: true },
  { name: 'www-ssl', port: 443, enabled: false, tls: true, cleartext: false },
];

/** The service with this name, or undefined (`reverse-proxy` among them: it manages nothing). */
export function serviceNamed(name: string | undefined): Service | undefined {
  return services.find((service) => service.name === name);
}
