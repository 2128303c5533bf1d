obverse init desk; cat desk/workspace.obv; rm -r desk
