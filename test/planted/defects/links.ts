import { add, key, mayNotRun, set, type Defect } from './defect';

/** Wi-Fi, tunnels and IPsec. */
export const linkDefects: readonly Defect[] = [
  {
    rule: 'wifi-wep',
    planted: add('/interface/wireless/security-profiles', 'name=planted', 'mode=static-keys-required'),
  },
  {
    rule: 'wifi-wpa1-tkip',
    planted: add(
      '/interface/wireless/security-profiles',
      'name=planted',
      'mode=dynamic-keys',
      'authentication-types=wpa-psk,wpa2-psk',
    ),
  },
  {
    rule: 'wifi-wpa1-tkip',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa-psk,wpa2-psk', 'passphrase=$pw'),
  },
  // The dot takes the name before it: security.authentication-types.
  {
    rule: 'wifi-wpa1-tkip',
    planted:
      '/interface wifi configuration add name=planted security.passphrase=$pw .authentication-types=wpa-psk,wpa2-psk',
  },
  {
    rule: 'wifi-weak-passphrase',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa2-psk', 'passphrase=12345678'),
  },
  { rule: 'wifi-open-network', planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=""') },
  {
    rule: 'wps-enabled',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa2-psk', 'wps=push-button'),
  },
  {
    rule: 'wifi-eap-no-verify',
    planted: add(
      '/interface/wifi/security',
      'name=planted',
      'authentication-types=wpa2-eap',
      'eap-certificate-mode=dont-verify-certificate',
    ),
  },
  {
    rule: 'capsman-no-peer-cert',
    planted: set('/interface/wifi/capsman', 'enabled=yes', 'require-peer-certificate=no'),
  },
  { rule: 'pptp-server-enabled', planted: set('/interface/pptp-server/server', 'enabled=yes') },
  { rule: 'l2tp-without-ipsec', planted: set('/interface/l2tp-server/server', 'enabled=yes', 'use-ipsec=no') },
  { rule: 'ppp-weak-auth', planted: set('/interface/l2tp-server/server', 'authentication=pap,mschap2') },
  {
    rule: 'ppp-profile-no-encryption',
    planted:
      '/ppp profile add name=planted use-encryption=no\n/interface pptp-server server set enabled=yes default-profile=planted',
  },
  {
    rule: 'sstp-no-certificate',
    planted: set('/interface/sstp-server/server', 'enabled=yes', 'certificate=none', 'tls-version=only-1.2'),
  },
  {
    rule: 'ovpn-weak-cipher',
    planted: add('/interface/ovpn-client', 'name=planted', 'connect-to=vpn.example.com', 'cipher=blowfish128'),
  },
  {
    rule: 'ovpn-weak-auth',
    planted: add(
      '/interface/ovpn-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'auth=md5',
      'cipher=aes256-cbc',
    ),
  },
  {
    rule: 'ovpn-client-no-verify',
    planted: add(
      '/interface/ovpn-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'user=planted',
      'disabled=no',
      'verify-server-certificate=no',
    ),
  },
  {
    rule: 'ipsec-weak-encryption',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=3des', 'hash-algorithm=sha256'),
  },
  {
    rule: 'ipsec-weak-encryption',
    planted: add('/ip/ipsec/proposal', 'name=planted', 'enc-algorithms=aes-256-cbc,des', 'pfs-group=modp2048'),
  },
  {
    rule: 'ipsec-weak-hash',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=aes-256', 'hash-algorithm=md5'),
  },
  {
    rule: 'ipsec-weak-dh',
    planted: add('/ip/ipsec/profile', 'name=planted', 'enc-algorithm=aes-256', 'dh-group=modp1024'),
  },
  {
    rule: 'ipsec-aggressive-mode',
    planted: add('/ip/ipsec/peer', 'name=planted', 'address=198.51.100.2/32', 'exchange-mode=aggressive'),
  },
  { rule: 'ipsec-weak-psk', planted: add('/ip/ipsec/identity', 'peer=planted', 'secret=test123') },
  {
    rule: 'wireguard-private-key-in-file',
    planted: add('/interface/wireguard', 'name=planted', 'listen-port=13231', `private-key="${key}"`),
  },
  { rule: 'secret-in-file', planted: add('/ppp/secret', 'name=planted', 'password=hunter2', 'service=l2tp') },
  {
    rule: 'l2tp-client-unknown',
    planted: add('/interface/l2tp-client', 'name=lvpn', 'connect-to=203.0.113.7', 'user=planted'),
  },
  { rule: 'tunnel-cleartext-over-wan', planted: add('/interface/gre', 'name=planted', 'remote-address=203.0.113.7') },
  {
    rule: 'ipsec-incomplete',
    planted: add(
      '/ip/ipsec/policy',
      'peer=planted',
      'tunnel=yes',
      'src-address=10.1.0.0/16',
      'dst-address=10.2.0.0/16',
      'level=use',
    ),
  },
  {
    rule: 'ipsec-peer-any-psk',
    planted:
      '/ip ipsec peer add address=0.0.0.0/0 name=planted passive=yes\n/ip ipsec identity add peer=planted generate-policy=port-override secret=$psk',
  },
  {
    rule: 'ipsec-remote-id-ignore',
    planted: add(
      '/ip/ipsec/identity',
      'peer=planted',
      'auth-method=digital-signature',
      'certificate=router',
      'remote-id=ignore',
    ),
  },
  {
    rule: 'ovpn-no-client-cert',
    planted: add(
      '/interface/ovpn-server/server',
      'name=planted',
      'disabled=no',
      'certificate=vpn',
      'cipher=aes256-cbc',
      'require-client-certificate=no',
    ),
  },
  {
    rule: 'pmf-off',
    planted: add(
      '/interface/wifi/security',
      'name=planted',
      'authentication-types=wpa2-psk',
      'management-protection=disabled',
    ),
  },
  {
    rule: 'sstp-no-client-verify',
    planted: add(
      '/interface/sstp-client',
      'name=planted',
      'connect-to=vpn.example.com',
      'user=planted',
      'disabled=no',
      'verify-server-certificate=no',
    ),
  },
  {
    rule: 'sstp-weak-cipher',
    planted: set('/interface/sstp-server/server', 'enabled=yes', 'certificate=vpn', 'ciphers=aes256-sha'),
  },
  {
    rule: 'wg-allowed-address-overlap',
    planted:
      '/interface wireguard peers add interface=wg1 public-key=$a allowed-address=10.9.0.2/32\n/interface wireguard peers add interface=wg1 public-key=$b allowed-address=10.9.0.2/32,10.20.0.0/16',
    except: mayNotRun,
  },
  {
    rule: 'pmkid-enabled',
    planted: add(
      '/interface/wifi/security',
      'name=planted',
      'authentication-types=wpa2-psk',
      'passphrase=$pw',
      'disable-pmkid=no',
    ),
    preset: 'strict',
  },
  {
    rule: 'pmkid-enabled',
    planted: add('/interface/wifi/security', 'name=planted', 'authentication-types=wpa2-psk', 'passphrase=$pw'),
    preset: 'strict',
  },
  {
    rule: 'pmkid-enabled',
    planted: add(
      '/interface/wireless/security-profiles',
      'name=planted',
      'mode=dynamic-keys',
      'authentication-types=wpa2-psk',
      'wpa2-pre-shared-key=$pw',
    ),
    preset: 'strict',
  },
  { rule: 'ppp-secret-service-any', planted: add('/ppp/secret', 'name=planted', 'password=$pw') },
  {
    rule: 'ppp-secret-service-any',
    planted: add('/ppp/secret', 'name=planted', 'password=$pw', 'service=any', 'profile=default-encryption'),
  },
  {
    rule: 'sstp-pfs-off',
    planted: set(
      '/interface/sstp-server/server',
      'enabled=yes',
      'certificate=vpn',
      'tls-version=only-1.2',
      'ciphers=aes256-gcm-sha384',
      'pfs=no',
    ),
  },
  {
    rule: 'wg-any-allowed-address',
    planted:
      '/interface wireguard add name=wg-planted listen-port=13231\n/interface wireguard peers\nadd interface=wg-planted public-key=$a allowed-address=0.0.0.0/0\nadd interface=wg-planted public-key=$b allowed-address=10.9.0.2/32',
    except: mayNotRun,
  },
  {
    rule: 'wg-any-allowed-address',
    planted:
      '/interface wireguard add name=wg-planted listen-port=13231\n/interface wireguard peers\nadd interface=wg-planted public-key=$a allowed-address=10.9.0.2/32\nadd interface=wg-planted public-key=$b allowed-address=10.9.0.3/32,::/0',
    except: mayNotRun,
  },
  {
    rule: 'wg-any-allowed-address',
    planted:
      '/interface/wireguard/add listen-port=51820 name=wg-planted\n/interface/wireguard/peers/add allowed-address=::/0,0.0.0.0/0 comment=phone interface=wg-planted public-key=$a\n/interface/wireguard/peers/add allowed-address=10.9.0.2/32 comment=laptop interface=wg-planted public-key=$b',
    except: mayNotRun,
  },
];
