obverse show aldoran-reply
