/// Files of policy cases. Begin reading at [dev.safelight.cli.cases.CaseFile].
package dev.safelight.cli.cases;
