/** What makes a machine run kichban every night: text to be put in its place by a person. */
import { join } from "node:path";

export interface SchedulePlace {
  /** The Node program that runs this. */
  node: string;
  project: string;
  data: string;
  /** Two digits each. */
  hour: string;
  minute: string;
}

export type Scheduler = "systemd" | "cron" | "windows";

const entry = (place: SchedulePlace): string => join(place.project, "pipelines", "kichban.mjs");

/** systemd splits at spaces and expands %; within quotes a backslash and a quote need one more backslash. */
const systemdQuote = (text: string): string =>
  `"${text.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;
/** In a crontab % means a new line, even within quotes. */
const cronQuote = (text: string): string => `'${text.replaceAll("'", "'\\''").replaceAll("%", "\\%")}'`;
const xmlText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function systemd(place: SchedulePlace): string {
  return `# ~/.config/systemd/user/kichban.service   (or /etc/systemd/system/kichban.service, with User=…)
[Unit]
Description=kichban: nightly run
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory=${place.project.replaceAll("%", "%%")}
# Passwords and addresses, one NAME=value a line; the leading minus: the file may be missing.
EnvironmentFile=-%h/.config/kichban.env
ExecStart=${systemdQuote(place.node)} ${systemdQuote(entry(place))} nightly --data ${systemdQuote(place.data)}
# 3: published, but some file is in quarantine. 4: another run holds the lock.
SuccessExitStatus=3 4
TimeoutStartSec=6h
Nice=10
NoNewPrivileges=true

# ~/.config/systemd/user/kichban.timer
[Unit]
Description=kichban: every night

[Timer]
OnCalendar=*-*-* ${place.hour}:${place.minute}:00
# A night on which the machine was off is made up for when it starts again.
Persistent=true
RandomizedDelaySec=120

[Install]
WantedBy=timers.target

# systemctl --user daemon-reload && systemctl --user enable --now kichban.timer
# loginctl enable-linger "$USER"    (so that it runs while nobody is logged in)
`;
}

function cron(place: SchedulePlace): string {
  const command = `${cronQuote(place.node)} ${cronQuote(entry(place))} nightly --data ${cronQuote(place.data)}`;
  return `# crontab -e
# A night on which the machine was off is made up for at its next start (@reboot): a run without change takes no time.
${Number(place.minute)} ${Number(place.hour)} * * * cd ${cronQuote(place.project)} && ${command}
@reboot sleep 120 && cd ${cronQuote(place.project)} && ${command}
`;
}

function windows(place: SchedulePlace): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<!-- Save as kichban.xml (UTF-16), then: schtasks /Create /TN kichban /XML kichban.xml -->
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>kichban: nightly run</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T${place.hour}:${place.minute}:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT6H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xmlText(place.node)}</Command>
      <Arguments>${xmlText(`"${entry(place)}" nightly --data "${place.data}"`)}</Arguments>
      <WorkingDirectory>${xmlText(place.project)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`;
}

export const schedules: Record<Scheduler, (place: SchedulePlace) => string> = { systemd, cron, windows };
