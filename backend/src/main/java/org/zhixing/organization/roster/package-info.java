/** The tree of organisations, the members, where they belong and when, and the import of rosters. ORG-1 to ORG-5. */
@org.jspecify.annotations.NullMarked
package org.zhixing.organization.roster;
