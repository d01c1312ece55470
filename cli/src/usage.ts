import { formats } from './reporters/names';

export const usage = `Usage:
  routeros-guard check PATHS... [options]    report what is wrong
  routeros-guard fix PATHS... [options]      apply all safe fixes to the files
  routeros-guard rules [FILE] [options]      list all rules and what is in force (for FILE)
  routeros-guard explain RULE                show the page of a rule
  routeros-guard init                        write a .routeros-guard.json to begin with

Checks RouterOS scripts. A path is a file (any name), a directory (all *.rsc below it, .gitignore respected), a quoted glob ("sites/**/*.rsc"),
or "-" for standard input.

What is judged, and how (check, fix):
  --target-version VERSION   RouterOS release that the scripts are for; goes before the header of an export
                             (without it: the header, the configuration file, the newest known release)
  --config FILE              use this configuration instead of the nearest .routeros-guard.json above each script
  --no-config                use no configuration file
  --stdin-filename NAME      name of "-" in reports, and where its configuration is looked for
  --ext LIST                 endings of the files to look for in directories: ".rsc,.cfg"; "*" is every file
  --no-ignore                look also at what .gitignore excludes
  --threads NUMBER           how many threads may work (default: as many as there are processors)

check:
  --format FORMAT[=FILE]     ${formats.join(', ')} (default: text); may be given several times, each with a file of its own
  --output FILE              write the report to a file instead of standard output
  --severity LEVEL           lowest severity that is reported and that counts for the exit code: error, warning, information, hint
                             (without it all are reported, and warnings and errors count)
  --baseline FILE            leave out the findings that the file holds
  --update-baseline          write what is found now to the baseline instead

fix:
  --suggestions RULE         apply also the first suggestion for each finding of this rule; may be given several times
  --dry-run                  write nothing: show what would change, as a unified diff
  --severity LEVEL           lowest severity that counts for the exit code

rules:
  --format text|json         form of the list (default: text)
  --config FILE, --no-config, --target-version VERSION   as for check

  --help, --version          print this text, or the version

Exit code: 0 nothing of severity warning or above, 1 something (with fix: left), 2 the run failed.
`;
