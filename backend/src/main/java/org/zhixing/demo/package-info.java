/** What a new house starts with: the templates, and the demo where it is asked for. Stands above every feature. */
@org.jspecify.annotations.NullMarked
package org.zhixing.demo;
