/** Texts to measure on, made here so that every run measures the same: nobody's scripts, but of the shapes that real ones have. */

/** Lines of an address list, as block lists have them: `megabytes` of 1,000,000 characters. */
export function addressLists(megabytes: number): string {
  const lines: string[] = ['/ip firewall address-list\n'];
  let length = 0;
  for (let index = 0; length < megabytes * 1e6; index++) {
    const line = `add list=blocked address=${(index * 7) % 223}.${index % 256}.${(index >> 8) % 256}.${(index * 13) % 256} comment="entry ${index}"\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}

/** Functions, loops, strings with code in them, exports: one block after the other with other names. */
export function realLooking(megabytes: number): string {
  const blocks: string[] = [];
  let length = 0;
  for (let index = 0; length < megabytes * 1e6; index++) {
    const block = `# part ${index}: looks at leases and tells about them
:global sendReport${index}
:local serverName "dhcp${index}"
:local count 0
:foreach lease in=[/ip dhcp-server lease find where server=$serverName and !disabled] do={
  :local host [/ip dhcp-server lease get $lease host-name]
  :local address [/ip dhcp-server lease get $lease address]
  :if ([:len $host] > 0 && $address in 10.${index % 200}.0.0/16) do={
    :set count ($count + 1)
    :do {
      /ip dns static add name="$host.home.example" address=$address ttl=15m comment="lease of $serverName"
    } on-error={ :log warning "could not add $host ($address): \\"$serverName\\"" }
  } else={
    :put ("no name for " . $address . ", $(2 + $count) so far, last $[:pick $host 0 3]")
  }
}
/ip firewall filter
add action=accept chain=input comment="known connections ${index}" connection-state=established,related,untracked
add action=accept chain=input protocol=tcp dst-port=8729 src-address=192.168.${index % 250}.0/24 log=yes log-prefix="api"
add action=drop chain=input in-interface-list=!LAN
/system scheduler
add interval=1d name=tidy${index} policy=read,write,test on-event=":local n [/log find]\\r\\
    \\n:if ([:len \\$n] > 100) do={ :log info \\"many lines\\" }" start-time=03:00:00
`;
    blocks.push(block);
    length += block.length;
  }
  return blocks.join('');
}
