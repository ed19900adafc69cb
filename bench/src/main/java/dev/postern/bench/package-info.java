/// How fast it is. The classes named `…Benchmark` are JMH's, of what every login goes through, each
/// alone; [Flood] is a scenario with a whole server: real logins, alone and beside forged packets;
/// [Rejects] another: whether the time of a Reject tells its reason; [EapScenario] a third: whole
/// logins by EAP, by the gateway in `eap`, if asked for beside FreeRADIUS.
///
/// Start reading at [Main]. The comparison with other servers in logins by PAP is not here.
@NullMarked
package dev.postern.bench;

import org.jspecify.annotations.NullMarked;
