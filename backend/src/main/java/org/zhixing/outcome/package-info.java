/** Results for the public, each with an indicator, its baseline and source. OUT-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.outcome;
