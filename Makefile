# One word for each thing that is done here. Needs git, make, a JDK 25 (found by bin/find-jdk) and Maven.
.DEFAULT_GOAL := help
MAVEN := JAVA_HOME="$$(bin/find-jdk)" && export JAVA_HOME && mvn -B -ntp
JAVA := "$$(bin/find-jdk)/bin/java"

.PHONY: help check test fmt dist try platform run simulate interop bench bench-eap docs links clean

help: ## lists these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

check: links ## all that CI does: links in the docs, format, compile with every lint an error, all tests
	$(MAVEN) spotless:check verify

test: ## the tests that need no database
	$(MAVEN) -DexcludedGroups=database,interop test

fmt: ## formats the code
	$(MAVEN) -q spotless:apply

dist: ## builds what is installed, under target/postern
	$(MAVEN) -q -DskipTests package

try: platform dist ## server, PostgreSQL, gateway, user and token, and a login over UDP, printed
	$(JAVA) .ci/Try.java

platform:
	@case "$$(uname -sm)$${POSTERN_DATABASE_URL:+ external}" in \
	  "Linux x86_64"*|"Linux aarch64"*|*external) ;; \
	  *) echo "PostgreSQL is brought along for Linux on x86-64 and arm64 only;" >&2; \
	     echo "hint: name one of yours in POSTERN_DATABASE_URL" >&2; exit 1;; \
	esac

run: dist ## the server in the foreground, as postern.yaml says or with its defaults
	target/postern/bin/postern serve

simulate: ## logins over a bad network: SEED=123 one seed again, SEEDS=100000 so many from 1 on
	$(MAVEN) -q -pl server -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dsimulation.first=$(or $(SEED),1) -Dsimulation.seeds=$(if $(SEED),1,$(or $(SEEDS),10000)) test

interop: ## the tests against other people's programs
	$(MAVEN) -Dgroups=interop -Dsurefire.failIfNoSpecifiedTests=false test

bench: platform ## JMH, logins by EAP and beside a flood of forged packets, times of Rejects; figures under target/bench
	$(MAVEN) -q -Pbench -Dmaven.test.skip package
	mkdir -p target/bench
	$(JAVA) -cp bench/target/lib/bench.jar org.openjdk.jmh.Main \
	  -rf json -rff target/bench/jmh.json $(JMH)
	$(JAVA) -jar bench/target/lib/bench.jar flood $(FLOOD) >target/bench/flood.jsonl; \
	  code=$$?; cat target/bench/flood.jsonl; exit $$code
	$(JAVA) -jar bench/target/lib/bench.jar rejects >target/bench/rejects.jsonl; \
	  code=$$?; cat target/bench/rejects.jsonl; exit $$code
	$(MAKE) --no-print-directory bench-eap

bench-eap: platform ## whole logins by EAP; EAP="peer=freeradius rounds=5" measures FreeRADIUS in turn with it
	$(MAVEN) -q -Pbench -Dmaven.test.skip package
	mkdir -p target/bench
	$(JAVA) -jar bench/target/lib/bench.jar eap $(EAP) >target/bench/eap.jsonl; \
	  code=$$?; cat target/bench/eap.jsonl; exit $$code

docs: links ## Javadoc under target, with broken links as errors
	$(MAVEN) -q -DskipTests compile javadoc:javadoc

links: ## looks up every relative link and anchor in the Markdown files
	@$(JAVA) .ci/DocLinks.java .

clean: ## throws away what was built
	$(MAVEN) -q clean
