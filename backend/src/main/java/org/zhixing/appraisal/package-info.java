/** The yardstick and what it finds: criteria, opinions, self-analyses, reviews, findings. APP-1 to APP-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal;
