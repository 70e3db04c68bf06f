from karsa.site.command import main

main()
