/** Findings: problems with their origins, on an organisation or on a person, and what becomes of them. APP-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal.finding;
