real function area(n)
  integer, intent(in) :: n
  real, allocatable :: a(:)
  allocate(a(100))
  a = 2.0
  a(n) = 3.0
  area = sum(a)
  deallocate(a)
end function

program areas
  real :: area
  print *, area(5)
end program
