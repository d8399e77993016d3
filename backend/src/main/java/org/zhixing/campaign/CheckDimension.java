package org.zhixing.campaign;

/** The five checks 五查: 模范作用、公仆意识、发展意识、工作作风、廉洁自律. */
public enum CheckDimension {
    ROLE_MODEL,
    SERVANT_SPIRIT,
    DEVELOPMENT,
    WORK_STYLE,
    INTEGRITY
}
