{
  "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
  "verificationMaterial": {
    "publicKey": {
      "hint": "c008930547b53edc0d13ae8303941a4561a02cf4205be13fff176d0a795e8d5a"
    }
  },
  "dsseEnvelope": {
    "payload": "eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEiLCJzdWJqZWN0IjpbeyJuYW1lIjoibG9hbi1zY29yZSIsImRpZ2VzdCI6eyJzaGEyNTYiOiJjYTI4YzZlOGE2OTdmNTBlNWY3ZmUwZjlhNjA2Yzc4ODcxOGFmZGYwNjU3MWE3NzY2OWM0Yjc2MWUwYzU1NTRmIn19XSwicHJlZGljYXRlVHlwZSI6Imh0dHBzOi8vbW9kZWxfc2lnbmluZy9zaWduYXR1cmUvdjEuMCIsInByZWRpY2F0ZSI6eyJzZXJpYWxpemF0aW9uIjp7Im1ldGhvZCI6ImZpbGVzIiwiaGFzaF90eXBlIjoic2hhMjU2IiwiYWxsb3dfc3ltbGlua3MiOmZhbHNlfSwicmVzb3VyY2VzIjpbeyJuYW1lIjoibG9hbi1zY29yZS5vbm54IiwiYWxnb3JpdGhtIjoic2hhMjU2IiwiZGlnZXN0IjoiMjkyZjg0YmQxNzk3OTc2YmU0MzU5YmI0NmVjYTY5NWRmYzFjNTJhZTMyZWM5N2NhNDJmOGExYWNmOWM0ZDg4YiJ9XX19",
    "payloadType": "application/vnd.in-toto+json",
    "signatures": [
      {
        "keyid": "c008930547b53edc0d13ae8303941a4561a02cf4205be13fff176d0a795e8d5a",
        "sig": "MEQCIGVje2wqRbd0rX4/BAqJIGAD1jPcsCc1z0axdX5WsBeQAiBqNjYUtEeq04ceygTV+iq2qUV+veq1n8yi3OuM4LHBsA=="
      }
    ]
  }
}
