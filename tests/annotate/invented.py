"""Two pages long enough to be judged by their subject. Invented, as are all names in them but those of states."""

SPORT = (
    "Tarvelle Rovers beat Quennor Town 3-1 on Saturday to reach the final of the county cup. Striker Dan Ollivane "
    "scored twice in the first half before the visitors hit back through a header. Rovers' coach Mira Kestwick praised "
    "her players and said the defence had fought for every ball. Quennor accused the referee of missing a foul before "
    "the third goal and rejected his explanation.\n\n"
    "The two sides met in the same round last season, when Quennor knocked Rovers out on penalties. Ollivane, who "
    "returned from a knee injury in August, has now scored eleven goals in nine matches. Rovers will face the winners "
    "of Sunday's match between Ashmere and Polden in the final at Brackwater Park, where tickets go on sale on Monday. "
    "The club has not won the cup since the old stand was pulled down."
)
POLITICAL = (
    "The government of Mali expelled the Danish ambassador on Saturday and suspended military cooperation with "
    "Copenhagen. The foreign minister accused Denmark of interference in the affairs of his country. Denmark rejected "
    "the accusation and threatened to cut its aid to Bamako. Soldiers arrested two opposition leaders in the capital "
    "on Friday night.\n\n"
    "The African Union condemned the arrests and demanded their release. Thousands of protesters marched to the "
    "presidential palace on Sunday, and police fired tear gas at them. The United Nations sent an envoy to Bamako, who "
    "met the president on Monday. The two sides agreed to hold talks on a new timetable for elections, which the army "
    "has put off twice since it took power."
)
